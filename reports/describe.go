package reports

import "github.com/p2conform/p2conform/spec/requirement"

// Describe returns a requirement of the catalogue as a report shows it.
func Describe(q requirement.Requirement) Requirement {
	return Requirement{
		ID: q.ID, Level: q.Level, Subject: q.Subject, Impact: q.Impact, Profile: q.Profile,
		Decided: q.Decided, By: q.By, Since: q.Since, Until: q.Until,
		Doc: q.Ref.Doc, Section: q.Ref.Section, Link: q.Ref.URL(), Says: q.Says, Note: q.Note,
	}
}
