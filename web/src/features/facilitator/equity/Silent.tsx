import { Hand, MailCheck, PartyPopper } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isConnected, may, meetingOf, useAct } from "@/features/room";
import { isolated } from "@/shared/i18n/format";
import { useRoom } from "@/shared/rt/hooks";
import { Avatar } from "@/shared/ui/Avatar";
import { Button } from "@/shared/ui/Button";
import { showToast } from "@/shared/ui/toast";
import { silentPeople } from "../model";
import { Panel } from "../Panel";

const shownAtFirst = 8;

/** Who has not spoken and does not wait: each can be invited, nobody is pushed. */
export function Silent() {
  const { t } = useTranslation("facilitator");
  const state = useRoom((all) => all);
  const [all, setAll] = useState(false);
  const people = silentPeople(state);
  const isLive = meetingOf(state).status === "live";
  const shown = all ? people : people.slice(0, shownAtFirst);
  return (
    <Panel title={t("silent.title", { count: people.length })} className="lg:col-span-full xl:col-span-1">
      {people.length === 0 ? (
        <p className="flex flex-1 flex-col items-center justify-center gap-2 p-6 text-center text-sm text-muted">
          <PartyPopper size={22} aria-hidden="true" />
          {t("silent.nobody")}
        </p>
      ) : (
        <ul className="flex flex-col gap-1 px-3 pb-3">
          {shown.map((person) => (
            <SilentRow
              key={person.participant_id}
              id={person.participant_id}
              name={person.display_name}
              guest={person.guest}
              isLive={isLive}
            />
          ))}
        </ul>
      )}
      {shown.length < people.length && (
        <Button tone="ghost" size="sm" className="mx-3 mb-3" onClick={() => setAll(true)}>
          {t("silent.all", { count: people.length })}
        </Button>
      )}
    </Panel>
  );
}

interface SilentRowProps {
  id: string;
  name: string;
  guest: boolean;
  isLive: boolean;
}

function SilentRow({ id, name, guest, isLive }: SilentRowProps) {
  const { t } = useTranslation("facilitator");
  const act = useAct();
  const allowed = useRoom(may("invite_to_speak"));
  const connected = useRoom(isConnected);
  const online = useRoom((state) => state.online.has(id));
  const [invited, setInvited] = useState(false);
  const invite = () => {
    act({ type: "invite_to_speak", participant_id: id });
    setInvited(true);
    showToast(t("silent.told", { name: isolated(name) }));
  };
  const Icon = invited ? MailCheck : Hand;
  return (
    <li className="flex items-center gap-2.5 rounded-lg px-1 py-1">
      <Avatar id={id} name={name} faded={!online && !guest} />
      <span className="min-w-0 flex-1 text-sm">
        <bdi className="block truncate">{name}</bdi>
        {(guest || !online) && (
          <span className="block text-xs text-muted">{guest ? t("silent.guest") : t("silent.away")}</span>
        )}
      </span>
      {allowed && isLive && !guest && (
        <Button
          size="sm"
          disabled={!connected || !online}
          aria-label={t(invited ? "silent.againNamed" : "silent.inviteNamed", { name })}
          onClick={invite}
        >
          <Icon size={15} aria-hidden="true" />
          {invited ? t("silent.invited") : t("silent.invite")}
        </Button>
      )}
    </li>
  );
}
