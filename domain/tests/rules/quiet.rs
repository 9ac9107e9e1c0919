//! Failures of random meetings without the noise of shrinking: only the smallest one is told.

use proptest::test_runner::{Config, TestCaseError};
use std::{
    cell::{Cell, RefCell},
    panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook},
    sync::Once,
};

thread_local! {
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// So many random meetings; a failing one is made as small as can be.
pub fn random_meetings(cases: u32) -> Config {
    Config { cases, failure_persistence: None, max_shrink_iters: 20_000, ..Config::default() }
}

/// What the body says when it fails, instead of its panic.
pub fn quietly(body: impl FnOnce()) -> Result<(), TestCaseError> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = take_hook();
        set_hook(Box::new(move |info| if IS_QUIET.get() { SAID.set(info.to_string()) } else { loud(info) }));
    });
    IS_QUIET.set(true);
    let done = catch_unwind(AssertUnwindSafe(body));
    IS_QUIET.set(false);
    done.map_err(|_| TestCaseError::fail(SAID.take()))
}
