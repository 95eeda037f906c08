#include "cli/rubric_skeletons.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace openrisk::cli {
namespace {

constexpr std::string_view threats =
    R"(# A rubric to start from. It is valid as it stands: change one thing at a time and run
#   openrisk rubric check {0}.yaml
#   openrisk rubric test {0}.yaml --coverage
# `openrisk rubric show science-2024` is a whole one; `extends: science-2024` starts from it instead.
# A framework that classifies needs less: `openrisk rubric new {0} --kind ladder`, or `--kind checks`.
openrisk: rubric/1
id: {0}
title: A rubric to start from
version: 0.1.0
authors:
  - {{name: your name, interests: what a reader should know of your interests}}
as_of: {1}
review_by: {2}            # after it, reports carry a warning
about: One paragraph on what this rubric is, and what it is not.

sources:                       # what numbers cite; `read` says how much of it you read
  example:
    title: "Author, Title"
    url: https://example.org/paper
    read: full

bands: {{low: 2, moderate: 10, high: 25, severe: 50}}

# What scores are compared with, beside the technology before foundation models (`existing`).
worlds:
  closed:
    title: The same model behind an API
    why: "a closed release keeps the weights, so what the service does counts"
    set:
      weights.access: hosted
      model.safety_removed: false
      safeguards.moderation: {{value: true, source: example}}
      safeguards.output_filter: {{value: true, source: example}}
      safeguards.rate_limit: {{value: true, source: example}}
      safeguards.identity_check: {{value: false, source: example}}
      safeguards.consent_check: {{value: false, source: example}}
      safeguards.provenance_metadata: {{value: false, source: example}}
      safeguards.watermark: {{value: none, source: example}}

threats:
  - id: spam
    title: Bulk fraud by text
    consequence: One sentence on how many are hurt, and whether it can be undone.
    applies: "weights.access >= hosted and outputs has text"
    # The six steps of the marginal-risk framework: all of them, for every threat.
    identification: Who does it, with which resources, in which manner.
    existing_risk: What happens already without this technology.
    existing_defences: What stands against it already.
    evidence:
      - {{id: none-yet, grade: G0, sign: "0", source: example, says: No evidence was looked for yet.}}
    assumptions:
      - What you take for granted, so that a reader can disagree with it.
    paths:
      - id: bulk-mail
        title: Many messages to many people
        actor: {{who: a small group, resources: bought addresses and servers}}
        stages:                # shares: percent of the whole effort without the technology; they sum to 100
          - id: write
            title: Write the messages
            share: 20
            range: [10, 35]
            basis: judged      # or measured, derived
            why: Most of the work is to reach people and to take the money.
            source: []
            raise:             # what makes the stage easier
              - id: fluent-text
                when: "capabilities.text >= fluent"
                by: 0.6
                range: [0.4, 0.8]
                basis: judged
                why: Drafts come free; somebody still selects.
                source: [example]
            lower:             # what takes that ease away again
              - id: service-moderates
                when: "weights.access <= hosted and safeguards.moderation"
                by: 0.5
                range: [0.2, 0.8]
                basis: judged
                why: A service can refuse; released weights cannot.
                source: [example]
          - id: reach
            title: Reach people and take the money
            share: 80
            range: [65, 90]
            basis: judged
            why: Accounts, servers and money transfer are the bottleneck.
            source: []
    absorb:                    # defences that can answer the new risk
      - id: staged
        when: "distribution.staged"
        by: 0.05
        range: [0, 0.1]
        basis: judged
        why: Filters get a little time to adapt.
        source: []

checks:
  - id: contact
    group: practices
    title: There is an address for incidents
    when: "monitoring.incident_contact"
    remedy: Name an address for reports of misuse.
    source: example

# What the rubric must say of some cards: `openrisk rubric test` assesses them.
cases:
  - name: open weights that write well
    card:
      outputs: [text]
      weights: {{access: open}}
      capabilities: {{text: fluent}}
      safeguards: {{moderation: false}}
      distribution: {{staged: false}}
      monitoring: {{incident_contact: true}}
    expect:
      threats.spam.existing: {{low: 12, high: 12, band: moderate}}
      threats.spam.closed: {{low: 6, high: 6}}
      checks.practices.contact: met
  - name: the same behind an API that moderates
    card:
      outputs: [text]
      weights: {{access: hosted}}
      capabilities: {{text: fluent}}
      safeguards: {{moderation: true}}
      distribution: {{staged: true}}
      monitoring: {{incident_contact: false}}
    expect:
      threats.spam.existing: {{high: "<= 6"}}
      threats.spam.closed: {{low: 0, high: 0}}
      checks.practices.contact: not_met
  - name: pictures are no concern here
    card:
      outputs: [image]
      weights: {{access: open}}
    expect:
      threats.spam: {{applies: no}}
  - name: nothing is known
    card: {{}}
    expect:
      threats.spam: {{applies: unknown}}
      threats.spam.existing: {{low: 0, high: 12}}
      checks.practices.contact: unknown
)";

constexpr std::string_view ladder =
    R"(# Classes that build on each other. It is valid as it stands: change one thing at a time and run
#   openrisk rubric check {0}.yaml
#   openrisk rubric test {0}.yaml --coverage
# `openrisk explain facts` lists what conditions can ask; `openrisk rubric show mof-1.0` is a whole one.
openrisk: rubric/1
id: {0}
title: "A framework to start from: whose it is, and whose reading"
version: 0.1.0
authors: [{{name: your name, interests: what a reader should know of your interests}}]
as_of: {1}
review_by: {2}            # after it, reports carry a warning
about: What the framework is, and what you filled in yourself.
sources:                       # `read`: full, excerpt, or secondary (known through others)
  example: {{title: "Author, Title", url: https://example.org/framework, read: full}}
headline: [ladders.classes]    # what stands for it beside other rubrics; the higher, the more open
ladders:
  - id: classes
    title: How far the weights can be reused
    rungs:                     # the lowest first; each asks for what the rungs below ask, and more
      - id: available
        title: Available
        needs:
          - {{id: weights, title: anyone can have the weights, when: "weights.access >= open", source: example}}
      - id: reusable
        title: Reusable
        needs:
          - {{id: terms, title: the licence is an open one, when: "weights.license.osi", source: example}}
cases:                         # `certain`: reached whatever is unknown; `possible`: the most that can be
  - name: open weights with an open licence
    card: {{weights: {{access: open, license: MIT}}}}
    expect: {{ladders.classes: {{certain: reusable, possible: reusable}}}}
  - name: weights behind an API
    card: {{weights: {{access: hosted, license: all rights reserved}}}}
    expect: {{ladders.classes: {{certain: none, possible: none}}}}
  - name: no word on the licence
    card: {{weights: {{access: open}}}}
    expect: {{ladders.classes: {{certain: available, possible: reusable}}}}
  - {{name: nothing is known, card: {{}}, expect: {{ladders.classes: {{certain: none, possible: reusable}}}}}}
)";

constexpr std::string_view checks =
    R"(# A checklist. It is valid as it stands: change one thing at a time and run
#   openrisk rubric check {0}.yaml
#   openrisk rubric test {0}.yaml --coverage
# `openrisk explain facts` lists what conditions can ask; `openrisk rubric show tencent-2024` is a whole one.
openrisk: rubric/1
id: {0}
title: "A checklist to start from: whose it is, and whose reading"
version: 0.1.0
authors: [{{name: your name, interests: what a reader should know of your interests}}]
as_of: {1}
review_by: {2}            # after it, reports carry a warning
about: What the checklist is, and what you filled in yourself.
sources:                       # `read`: full, excerpt, or secondary (known through others)
  example: {{title: "Author, Title", url: https://example.org/checklist, read: full}}
checks:
  - id: contact
    group: practices           # reports count each group on its own
    title: There is an address for incidents
    when: "monitoring.incident_contact"
    remedy: Name an address for reports of misuse.
    source: example
  - id: images-filtered
    group: practices
    title: Training images were filtered
    applies: "outputs has image"         # asked of some releases only; of others it is not counted
    when: "data.nsfw_filtered"
    remedy: Filter the images before the next training.
    source: example
cases:
  - name: an image model with both
    card: {{outputs: [image], data: {{nsfw_filtered: true}}, monitoring: {{incident_contact: true}}}}
    expect: {{checks.practices: {{low: 100}}}}
  - name: an image model with neither
    card: {{outputs: [image], data: {{nsfw_filtered: false}}, monitoring: {{incident_contact: false}}}}
    expect: {{checks.practices: {{high: 0}}}}
  - name: text only
    card: {{outputs: [text]}}
    expect: {{checks.practices.contact: unknown, checks.practices.images-filtered: not_applicable}}
  - {{name: nothing is known, card: {{}}, expect: {{checks.practices: {{low: 0, high: 100}}}}}}
)";

}  // namespace

std::string RubricSkeleton::text(std::string_view id, Date day) const {
  const Date review{day.days + 182};
  return fmt::format(fmt::runtime(sections), id, to_string(day), to_string(review));
}

const std::vector<RubricSkeleton>& rubric_skeletons() {
  static const std::vector<RubricSkeleton> all{{"threats", "scores of misuse, the default", threats},
                                               {"ladder", "classes of a framework", ladder},
                                               {"checks", "a checklist", checks}};
  return all;
}

const RubricSkeleton* find_skeleton(std::string_view kind) {
  const std::vector<RubricSkeleton>& all = rubric_skeletons();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const RubricSkeleton& one) { return one.kind == kind; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace openrisk::cli
