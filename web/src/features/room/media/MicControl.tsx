import { Mic, MicOff, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { keyOf } from "@/shared/a11y/shortcuts";
import { useSignal } from "@/shared/lib/signal";
import type { MicState } from "@/shared/media/heard";
import { Control, type ControlTone } from "./Control";
import { useSession } from "./context";
import { useMicState } from "./hooks";

const tones: Record<MicState, ControlTone> = {
  off: "off",
  opening: "waits",
  heard: "heard",
  toTalk: "waits",
  waiting: "waits",
  paused: "waits",
  muted: "waits",
  closed: "waits",
};

/** My microphone, and whether anybody hears it: having it on is not the same as being heard. */
export function MicControl() {
  const { t } = useTranslation("media");
  const { inputs } = useSession();
  const { on, trouble } = useSignal(inputs.mic);
  const state = useMicState();
  const words = trouble ? t(`trouble.${trouble}`) : t(`mic.${state}`);
  const Icon = trouble ? TriangleAlert : state === "heard" ? Mic : MicOff;
  return (
    <Control
      name="mic"
      label={t(on ? "mic.turnOff" : "mic.turnOn")}
      words={words}
      tone={trouble ? "wrong" : tones[state]}
      pressed={on}
      keys={keyOf("mic")}
      icon={<Icon size={20} />}
      onPress={() => void inputs.set("mic", !on)}
    />
  );
}

/** The truth about the microphone in words, where the button has no room for them. */
export function MicWords() {
  const { t } = useTranslation("media");
  const { trouble } = useSignal(useSession().inputs.mic);
  const state = useMicState();
  return (
    <p
      data-testid="mic-words"
      data-state={state}
      aria-hidden="true"
      className="min-w-0 truncate text-center text-xs text-muted xl:hidden"
    >
      {trouble ? t(`trouble.${trouble}`) : t(`mic.${state}`)}
    </p>
  );
}
