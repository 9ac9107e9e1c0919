import { useTranslation } from "react-i18next";
import { errorText } from "@/shared/api/error-text";
import type { MeetingStatus } from "@/shared/rt/wire";
import { Button } from "@/shared/ui/Button";
import { Notice } from "@/shared/ui/Notice";
import { MeetingRow } from "./MeetingRow";
import type { useMeetings } from "./useMeetings";

interface MeetingGroupProps {
  status: MeetingStatus;
  list: ReturnType<typeof useMeetings>;
  filter: string;
}

export function MeetingGroup({ status, list, filter }: MeetingGroupProps) {
  const { t } = useTranslation("meetings");
  const { t: common } = useTranslation();
  const wanted = filter.trim().toLocaleLowerCase();
  const shown = list.meetings.filter((each) => each.title.toLocaleLowerCase().includes(wanted));
  const headingId = `group-${status}`;
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-2">
      <h2 id={headingId} className="flex items-center gap-2 text-sm font-semibold text-muted">
        {t(`group.${status}`)}
        {shown.length > 0 && <span className="font-normal tabular-nums">{shown.length}</span>}
      </h2>
      {list.error && <Notice tone="danger">{errorText(list.error)}</Notice>}
      {shown.length > 0 ? (
        <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-raised">
          {shown.map((meeting) => (
            <MeetingRow key={meeting.id} meeting={meeting} />
          ))}
        </ul>
      ) : (
        !list.isPending &&
        !list.error && (
          <p className="rounded-xl border border-dashed border-line px-4 py-4 text-sm text-muted">
            {wanted ? t("noMatch") : t(`emptyGroup.${status}`)}
          </p>
        )
      )}
      {list.hasNextPage && (
        <Button
          pending={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
          className="self-center"
        >
          {common("showMore")}
        </Button>
      )}
    </section>
  );
}
