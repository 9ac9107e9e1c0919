//! Ids are types, so that a request can never be taken for a grant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

uuid_id!(
    /// An account on this installation.
    UserId
);
uuid_id!(
    /// One meeting.
    MeetingId
);
uuid_id!(
    /// A person in a meeting. For a person with an account it is the account's id.
    ParticipantId
);

impl ParticipantId {
    /// The id of the `number`th person of a meeting when that person has no account: made of the meeting's id and the number, so
    /// that no chance is needed, and of UUID version 8, so that it never is an account's.
    pub fn of_guest(meeting: MeetingId, number: u32) -> Self {
        let mut bytes = *meeting.0.as_bytes();
        bytes.iter_mut().rev().zip(number.to_be_bytes().iter().rev()).for_each(|(to, from)| *to = *from);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

impl From<UserId> for ParticipantId {
    fn from(user: UserId) -> Self {
        Self(user.0)
    }
}

macro_rules! counter {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl $name {
            /// The number that follows.
            #[must_use]
            pub fn next(self) -> Self {
                Self(self.0 + 1)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

counter!(
    /// Position of an event in its meeting's record; the first is 1, there are no gaps.
    Seq
);
counter!(
    /// A floor request, counted from 1 within its meeting.
    RequestId
);
counter!(
    /// A grant of the floor, counted from 1 within its meeting; only ever rises.
    GrantNo
);
counter!(
    /// An item of the agenda, counted from 1 within its meeting.
    AgendaItemId
);
