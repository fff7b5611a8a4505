import type { ComponentProps } from "react";
import { useWriteBlock } from "../write-block.ts";
import { Button } from "./button.tsx";

/** A button that changes something; when nothing can be changed it stays and says why. */
export function WriteButton({ onClick, className, ...rest }: ComponentProps<typeof Button>) {
  const block = useWriteBlock();
  if (block === null) return <Button onClick={onClick} className={className} {...rest} />;
  return <Button {...rest} type="button" aria-disabled data-tip={block} className={`${className ?? ""} opacity-50`} />;
}
