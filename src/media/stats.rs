//! What the media plane counts. Counted in plain numbers by the thread, told to the metrics once a second.

use super::demux::Stray;

macro_rules! counts {
    ($($(#[$doc:meta])* $name:ident = $metric:literal $(, $label:literal => $value:literal)?;)*) => {
        /// Counters of one thread since they were told last.
        #[derive(Debug, Default, Clone, PartialEq, Eq)]
        pub struct Counts { $($(#[$doc])* pub $name: u64),* }

        impl Counts {
            /// Adds everything to the metrics and begins anew.
            pub fn tell(&mut self) {
                $(if self.$name > 0 {
                    metrics::counter!($metric $(, $label => $value)?).increment(self.$name);
                })*
                *self = Self::default();
            }
        }
    };
}

counts! {
    /// Datagrams that came.
    datagrams_in = "media_datagrams_total", "direction" => "in";
    /// Datagrams that left.
    datagrams_out = "media_datagrams_total", "direction" => "out";
    /// Datagrams that the kernel did not take.
    unsent = "media_datagrams_unsent_total";
    /// Reading calls.
    reads = "media_read_calls_total";
    /// Writing calls.
    writes = "media_write_calls_total";
    /// Audio packets of somebody who may be heard.
    heard = "media_audio_packets_total", "gate" => "open";
    /// Audio packets of somebody who may not.
    silenced = "media_audio_packets_total", "gate" => "closed";
    /// Video packets that came.
    pictures = "media_video_packets_total";
    /// Screen packets of somebody who may not share one.
    screens_refused = "media_screen_packets_refused_total";
    /// Packets passed on, one for each receiver.
    passed_on = "media_forwarded_packets_total";
    /// Pictures asked for.
    keyframes_asked = "media_keyframes_asked_total";
    /// Datagrams that are nothing.
    nonsense = "media_strays_total", "why" => "nonsense";
    /// Datagrams from nobody.
    strangers = "media_strays_total", "why" => "stranger";
    /// Requests with a wrong integrity.
    forged = "media_strays_total", "why" => "forged";
    /// Requests from somebody else's address.
    taken = "media_strays_total", "why" => "taken";
    /// Datagrams from an address that is not used.
    not_selected = "media_strays_total", "why" => "not_selected";
    /// Requests beyond the limit.
    floods = "media_strays_total", "why" => "flood";
    /// Datagrams that the engine refused: broken SRTP, DTLS or STUN.
    refused = "media_datagrams_refused_total";
    /// Panics of the engine; each ended one connection.
    panics = "media_engine_panics_total";
    /// Connections that took part.
    joins = "media_joins_total";
}

impl Counts {
    /// Counts a datagram that goes nowhere.
    pub fn stray(&mut self, why: Stray) {
        let count = match why {
            Stray::Nonsense => &mut self.nonsense,
            Stray::Stranger => &mut self.strangers,
            Stray::Forged => &mut self.forged,
            Stray::Taken => &mut self.taken,
            Stray::NotSelected => &mut self.not_selected,
            Stray::Flood => &mut self.floods,
        };
        *count += 1;
    }
}
