/** What is asked of the thirteen subgraphs under load: it crosses eight of them, and no field of it has a rule. */
export const question = `{
  regions(level: TOWN) {
    code
    name
    commandCentre { name functions director { name eventSummary { reported closed onTimeRate } } }
    eventSummary { reported accepted overdue satisfactionRate }
    gridSummary { l1 l2 l3 population }
    servicePoints { name openingHours org { name uscc } }
    organizations(first: 3) {
      edges {
        node {
          name
          callSummary { received responded resolved }
          enforcementSummary { simpleCases closedCases withinNinetyDaysRate }
          enforcementComponent
          systems { code name state isModule }
        }
      }
    }
  }
  powerItems(first: 3) {
    edges { node { code name category caseCount applicationCount serviceGuide { promisedWorkingDays conditions } } }
  }
  oneThings(first: 3) { edges { node { code name lead { name kind } items { name } } } }
}`;
