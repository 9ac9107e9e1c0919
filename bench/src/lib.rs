//! Load generator and benchmarks of OrchestraSec
