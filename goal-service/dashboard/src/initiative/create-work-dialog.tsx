import { Dialog, DialogBody } from "../components/dialog.tsx";
import { ErrorBox } from "../components/error-box.tsx";
import { SkeletonRows } from "../components/skeleton.tsx";
import { toolWord } from "../words.ts";
import { AllowFirst } from "./allow-first.tsx";
import { CreateWorkForm } from "./create-work-form.tsx";
import { usePlaces } from "./use-places.ts";

interface CreateWorkDialogProps {
  initiativeId: string;
  tool: string;
  onClose: () => void;
}

/** Work under an initiative, created in its tool as the signed-in person, with its link from birth. */
export function CreateWorkDialog({ initiativeId, tool, onClose }: CreateWorkDialogProps) {
  const { places, allow, error, retry } = usePlaces(tool);
  const title = `Create in ${toolWord(tool)}`;
  const shared = { title, tool, initiativeId, onClose };
  if (places !== null && places.length > 0) return <CreateWorkForm {...shared} places={places} />;
  if (allow !== null) return <AllowFirst {...shared} allow={allow} />;
  return (
    <Dialog title={title} onClose={onClose}>
      <DialogBody>
        {error !== null ? (
          <ErrorBox what={`The projects of ${toolWord(tool)} could not be read.`} error={error} retry={retry} />
        ) : places === null ? (
          <SkeletonRows rows={3} height={36} label={`Asking ${toolWord(tool)} for its projects`} />
        ) : (
          <p>
            There is no project of {toolWord(tool)} that is read here and that you can see. An admin chooses the
            projects under Connections.
          </p>
        )}
      </DialogBody>
    </Dialog>
  );
}
