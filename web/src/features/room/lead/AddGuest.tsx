import { UserPlus } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePending, useRoom } from "@/shared/rt/hooks";
import { Button } from "@/shared/ui/Button";
import { TextField } from "@/shared/ui/TextField";
import { may, meetingOf } from "../model";
import { useAct } from "../useAct";

/** Brings in somebody without an account, by name. */
export function AddGuest({ onAdded }: { onAdded: (id: string) => void }) {
  const { t } = useTranslation("room");
  const act = useAct();
  const [name, setName] = useState("");
  const allowed = useRoom(may("add_guest"));
  const people = useRoom((state) => meetingOf(state).participants);
  const pending = usePending("add_guest");
  const awaited = useRef<string | null>(null);
  useEffect(() => {
    const guest = people.at(-1);
    if (!guest?.guest || guest.display_name !== awaited.current) return;
    awaited.current = null;
    onAdded(guest.participant_id);
  }, [people, onAdded]);
  if (!allowed) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const display_name = name.trim();
    if (!display_name) return;
    awaited.current = display_name;
    act({ type: "add_guest", display_name });
    setName("");
  };
  return (
    <form onSubmit={submit} className="flex items-end gap-2">
      <div className="min-w-0 flex-1">
        <TextField
          label={t("behalf.guest")}
          maxLength={80}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <Button type="submit" pending={pending} disabled={!name.trim()} className="min-h-10">
        {!pending && <UserPlus size={16} aria-hidden="true" />}
        {t("behalf.add")}
      </Button>
    </form>
  );
}
