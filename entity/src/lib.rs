//! The tables of OrchestraSec as sea-orm entities
