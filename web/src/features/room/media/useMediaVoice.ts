import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "@/shared/a11y/announcer";
import { isolated } from "@/shared/i18n/format";
import { useSignal } from "@/shared/lib/signal";
import type { Trouble } from "@/shared/media/devices";
import { useRoom } from "@/shared/rt/hooks";
import { isMine, personOf } from "../model";
import { useSession } from "./context";
import { useMicState, useSharedScreen, useView } from "./hooks";

/** Calls back with what was and what is, at each change but the first look. */
function useChange<T>(value: T, changed: (before: T, after: T) => void): void {
  const before = useRef(value);
  useEffect(() => {
    if (Object.is(before.current, value)) return;
    const was = before.current;
    before.current = value;
    changed(was, value);
  });
}

/** Everything about sound and picture that a screen reader is told. */
export function useMediaVoice(): void {
  const { t } = useTranslation("media");
  const { inputs, speakers } = useSession();
  const mic = useMicState();
  const micTrouble = useSignal(inputs.mic).trouble;
  const cameraInput = useSignal(inputs.camera);
  const camera: Trouble | "on" | "off" = cameraInput.trouble ?? (cameraInput.on ? "on" : "off");
  const blocked = useSignal(speakers.blocked);
  const phase = useView((view) => view.phase);
  const mine = useRoom(isMine);
  const sharer = useSharedScreen()?.participant_id ?? "";
  const name = useRoom(personOf(sharer))?.display_name ?? "";
  useChange(mic, (before, after) => {
    if (after === "opening" || before === "toTalk" || (before === "heard" && after === "toTalk")) return;
    announce(t(`mic.${after}`), "polite", "mic");
  });
  useChange(mine, (_, holds) => {
    // Somebody who speaks into a microphone that is off should know at once.
    if (holds && mic === "off") announce(t("say.micOff"), "assertive", "micOff");
  });
  useChange(micTrouble, (_, trouble) => {
    if (trouble) announce(t("say.micTrouble", { trouble: t(`trouble.${trouble}`) }), "assertive", "mic");
  });
  useChange<Trouble | "on" | "off">(camera, (_, now) => {
    if (now === "on" || now === "off") announce(t(`camera.${now}`), "polite", "camera");
    else announce(t("say.cameraTrouble", { trouble: t(`trouble.${now}`) }), "assertive", "camera");
  });
  useChange(blocked, (_, now) => {
    if (now) announce(t("notice.blocked"), "assertive", "blocked");
  });
  useChange(sharer, (_, now) => {
    announce(now ? t("say.screen", { name: isolated(name) }) : t("say.noScreen"), "polite", "screen");
  });
  useChange(phase, (before, after) => {
    if (after === "recovering") announce(t("say.lost"), "polite", "media");
    if (after === "on" && before === "recovering") announce(t("say.restored"), "polite", "media");
    if (after === "replaced") announce(t("notice.replaced"), "assertive", "media");
  });
}
