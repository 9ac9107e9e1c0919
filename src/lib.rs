//! OrchestraSec server
