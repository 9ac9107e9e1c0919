//! The public limits of the wire; those of the rules are in `domain`.

/// Largest socket frame and HTTP body, in bytes.
pub const FRAME_MAX: usize = 64 * 1024;
/// Longest session description of a client, in bytes.
pub const SDP_MAX: usize = 48 * 1024;
/// Most videos one connection may receive at once.
pub const VIDEO_SLOTS_MAX: usize = 25;
/// The highest simulcast layer; 0 is the smallest picture.
pub const LAYER_MAX: u8 = 2;
/// Deepest nesting of JSON objects and arrays.
pub const JSON_DEPTH_MAX: usize = 32;
/// Longest command id and `Idempotency-Key`, in visible ASCII characters.
pub const COMMAND_ID_MAX: usize = 64;
/// Most meetings that one connection may follow.
pub const FOLLOWED_MAX: usize = 32;
/// Messages a connection may send per second in the long run.
pub const MESSAGES_PER_SECOND: u32 = 20;
/// Messages a connection may send at once.
pub const MESSAGES_BURST: u32 = 60;
/// Seconds within which the first message has to come.
pub const HELLO_SECONDS: u64 = 5;
/// Milliseconds between two pings of the server.
pub const HEARTBEAT_MS: u64 = 20_000;
/// Most missing events that `resume` answers one by one.
pub const RESUME_MAX: u64 = 1_000;
/// Most rows of one page.
pub const PAGE_MAX: u64 = 200;
