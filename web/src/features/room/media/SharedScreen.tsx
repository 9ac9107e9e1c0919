import { Maximize } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { isolated } from "@/shared/i18n/format";
import { useRoom } from "@/shared/rt/hooks";
import { IconButton } from "@/shared/ui/IconButton";
import { personOf } from "../model";
import { useSharedScreen } from "./hooks";
import { Picture } from "./Picture";

/** Somebody's screen, as large as there is room. */
export function SharedScreen() {
  const { t } = useTranslation("media");
  const slot = useSharedScreen();
  const box = useRef<HTMLElement>(null);
  const person = useRoom(personOf(slot?.participant_id ?? ""));
  if (!slot?.stream) return null;
  const words = t("screen.of", { name: isolated(person?.display_name ?? "") });
  return (
    <figure
      ref={box}
      data-testid="shared-screen"
      className="absolute inset-0 overflow-hidden rounded-xl border border-line bg-raised"
    >
      <Picture stream={slot.stream} label={words} whole />
      <figcaption className="absolute start-1.5 bottom-1.5 rounded-md bg-raised/90 px-2 py-1 text-xs font-semibold sm:text-sm">
        {words}
      </figcaption>
      {document.fullscreenEnabled && (
        <div className="absolute end-1.5 top-1.5 rounded-lg bg-raised/90">
          <IconButton label={t("screen.full")} onPress={() => void box.current?.requestFullscreen()}>
            <Maximize size={17} aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </figure>
  );
}
