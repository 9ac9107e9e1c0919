import { useEffect, useRef } from "react";
import { cx } from "@/shared/lib/cx";

interface PictureProps {
  stream: MediaStream;
  label: string;
  mirrored?: boolean;
  /** A screen is shown whole, a face fills its tile. */
  whole?: boolean;
}

export function Picture({ stream, label, mirrored = false, whole = false }: PictureProps) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    video.srcObject = stream;
    video.play().catch(() => undefined);
    return () => {
      video.srcObject = null;
    };
  }, [stream]);
  return (
    <video
      ref={element}
      aria-label={label}
      muted
      playsInline
      autoPlay
      className={cx(
        "absolute inset-0 size-full",
        whole ? "object-contain" : "object-cover",
        // One knows oneself from mirrors.
        mirrored && "-scale-x-100",
      )}
    />
  );
}
