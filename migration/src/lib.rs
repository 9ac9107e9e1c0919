//! The migrations of OrchestraSec's database
