import { useTranslation } from "react-i18next";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { interposing } from "../interposing";
import { kindIcons } from "../kindIcons";
import { may } from "../model";
import { useAct } from "../useAct";
import type { LeadProps } from "./LeadFloor";

/** A question or point of order may come in between; who speaks gets the floor back with the time that was left. */
export function LetIn({ tone, connected }: LeadProps) {
  const { t } = useTranslation("room");
  const act = useAct();
  const allowed = useRoom(may("grant_floor"));
  const request = useRoom(interposing);
  const pending = usePending("grant_floor");
  if (!allowed || !request) return null;
  const Icon = kindIcons[request.kind];
  return (
    <Button
      tone={tone}
      size="lg"
      className="max-sm:w-full"
      pending={pending}
      disabled={!connected}
      title={t("lead.letInHint", { name: request.display_name })}
      onClick={() => act({ type: "grant_floor", request_id: request.request_id })}
    >
      {!pending && <Icon size={18} aria-hidden="true" />}
      {request.kind === "point_of_order" ? t("lead.letInPoint") : t("lead.letInQuestion")}
    </Button>
  );
}
