import { CircleHelp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { interposing, isConnected, may, useAct } from "@/features/room";
import { isolated } from "@/shared/i18n/format";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";

/** A question or point of order that may interrupt who speaks, when the facilitator lets it. */
export function LetIn() {
  const { t } = useTranslation("facilitator");
  const { t: common } = useTranslation();
  const act = useAct();
  const request = useRoom(interposing);
  const allowed = useRoom(may("grant_floor"));
  const connected = useRoom(isConnected);
  const pending = usePending(
    "grant_floor",
    (it) => it.type === "grant_floor" && it.request_id === request?.request_id,
  );
  if (!request || !allowed) return null;
  const name = isolated(request.display_name);
  return (
    <div className="rounded-lg bg-brand-soft px-3 py-2.5 text-sm text-on-brand-soft">
      <p className="flex items-start gap-2">
        <CircleHelp size={17} aria-hidden="true" className="mt-0.5 shrink-0" />
        <span className="min-w-0 break-words">
          <strong className="font-semibold">{common(`kind.${request.kind}`)}</strong> · {name}
          {request.note && (
            <span className="block">
              <bdi>{request.note}</bdi>
            </span>
          )}
        </span>
      </p>
      <Button
        size="sm"
        className="mt-2 w-full"
        pending={pending}
        disabled={!connected}
        onClick={() => act({ type: "grant_floor", request_id: request.request_id })}
      >
        {t("now.letIn", { name })}
      </Button>
    </div>
  );
}
