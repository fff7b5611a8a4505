import type { Person } from "@throughline/shared/people";
import { Button } from "../components/button.tsx";
import { Row, Rows, Section } from "./section.tsx";

interface KnownPeopleProps {
  people: readonly Person[];
  /** Absent for those who may not invite. */
  onInvite?: (person: Person) => void;
}

/** Owners and others who can't sign in: known from a tool, invited and not yet here, or members once. */
export function KnownPeople({ people, onInvite }: KnownPeopleProps) {
  return (
    <Section title="Known, but not members" about="They may own goals and work. They can't sign in.">
      <Rows label="Known, but not members">
        {people.map((person) => (
          <Row key={person.id} title={person.name} about={person.email ?? "No e-mail address"}>
            {onInvite !== undefined && (
              <Button
                aria-label={`Invite ${person.name}`}
                onClick={() => {
                  onInvite(person);
                }}
              >
                Invite
              </Button>
            )}
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
