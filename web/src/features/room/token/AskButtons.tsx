import { ChevronDown, Hand, ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keyOf } from "@/shared/a11y/shortcuts";
import { cx } from "@/shared/lib/cx";
import { usePending, useRoom } from "@/shared/rt/hooks";
import type { FloorKind, Stance } from "@/shared/rt/wire";
import { Button, type ButtonTone } from "@/shared/ui/Button";
import { leads, orderOf, usualKind } from "../model";
import { useAct } from "../useAct";
import { AskDialog } from "./AskDialog";

interface PartProps {
  tone: ButtonTone;
  connected: boolean;
}

const seam = (tone: ButtonTone) => (tone === "primary" ? "border-s border-on-brand/30" : "-ms-px");

/** A facilitator has more buttons beside it, and no room for all their words; a phone has none for two long ones. */
function Words({ long, short, many = false }: { long: string; short: string; many?: boolean }) {
  const crowded = useRoom(leads);
  if (!crowded && !many) return long;
  return (
    <>
      <span className={crowded ? "max-2xl:sr-only" : "max-sm:sr-only"}>{long}</span>
      <span aria-hidden="true" className={crowded ? "2xl:hidden" : "sm:hidden"}>
        {short}
      </span>
    </>
  );
}

function AskOnce({ tone, connected, kind }: PartProps & { kind: FloorKind }) {
  const { t } = useTranslation("room");
  const { t: common } = useTranslation();
  const act = useAct();
  const pending = usePending("request_floor");
  const usual = kind === "contribution";
  return (
    <Button
      tone={tone}
      size="lg"
      className="rounded-e-none"
      pending={pending}
      disabled={!connected}
      aria-keyshortcuts={keyOf("ask")}
      onClick={() => act({ type: "request_floor", kind })}
    >
      {!pending && <Hand size={18} aria-hidden="true" />}
      {pending ? (
        t("floor.asking")
      ) : usual ? (
        <Words long={t("floor.ask")} short={t("floor.askShort")} />
      ) : (
        <Words long={t("floor.askKind", { kind: common(`kind.${kind}`) })} short={common(`kind.${kind}`)} />
      )}
    </Button>
  );
}

const sides = [
  { stance: "pro", Icon: ThumbsUp },
  { stance: "contra", Icon: ThumbsDown },
] as const satisfies { stance: Stance; Icon: typeof Hand }[];

/** Where the sides speak by turns, the side is what one says first. */
function AskBySide({ tone, connected }: PartProps) {
  const { t } = useTranslation("room");
  const act = useAct();
  const pending = usePending("request_floor");
  return sides.map(({ stance, Icon }, index) => (
    <Button
      key={stance}
      tone={tone}
      size="lg"
      className={cx("rounded-e-none px-3.5", index > 0 && cx("rounded-s-none", seam(tone)))}
      disabled={!connected || pending}
      onClick={() => act({ type: "request_floor", kind: "contribution", stance })}
    >
      <Icon size={18} aria-hidden="true" />
      <Words many long={t(`floor.ask_${stance}`)} short={t(`floor.askShort_${stance}`)} />
    </Button>
  ));
}

/** Asks for the usual kind at once; the second button lets one say more. */
export function AskButtons({ tone, connected, kinds }: PartProps & { kinds: readonly FloorKind[] }) {
  const usual = usualKind(kinds);
  const bySide = useRoom((state) => orderOf(state) === "alternate_stance") && usual === "contribution";
  if (!usual) return null;
  return (
    <div className="flex">
      {bySide ? (
        <AskBySide tone={tone} connected={connected} />
      ) : (
        <AskOnce tone={tone} connected={connected} kind={usual} />
      )}
      <AskMore tone={tone} connected={connected} kinds={kinds} />
    </div>
  );
}

/** Opens the choice of kinds. Also for who waits already: a question may be asked all the same. */
export function AskMore({ tone, connected, kinds }: PartProps & { kinds: readonly FloorKind[] }) {
  const { t } = useTranslation("room");
  const [choosing, setChoosing] = useState(false);
  const pending = usePending("request_floor");
  return (
    <>
      <Button
        tone={tone}
        size="lg"
        className={cx("rounded-s-none px-2.5", seam(tone))}
        aria-label={t("floor.options")}
        aria-haspopup="dialog"
        disabled={!connected || pending}
        onClick={() => setChoosing(true)}
      >
        <ChevronDown size={18} aria-hidden="true" />
      </Button>
      {choosing && <AskDialog kinds={kinds} onClose={() => setChoosing(false)} />}
    </>
  );
}
