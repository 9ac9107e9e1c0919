import { lazy, type ReactNode, Suspense } from "react";
import { loadInfo } from "./overlays";

export interface InfoProps {
  /** Says what the explanation is about. */
  label: string;
  children: ReactNode;
}

const InfoButton = lazy(loadInfo);

/** A small button behind which a few words explain something. */
export function Info(props: InfoProps) {
  return (
    <Suspense fallback={<span className="size-8 shrink-0 pointer-coarse:size-11" />}>
      <InfoButton {...props} />
    </Suspense>
  );
}
