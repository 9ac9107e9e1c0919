//! The wire of OrchestraSec: socket messages, REST bodies, stable codes
