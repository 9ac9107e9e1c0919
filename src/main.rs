//! OrchestraSec
fn main() {}
