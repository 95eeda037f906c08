// The shape of the JSON report, for its schema and for tests.
#pragma once

#include "node/shape.hpp"

namespace openrisk {

const Shape& one_report_shape();    // report/1
const Shape& many_reports_shape();  // reports/1

// Either of the two, or what stands in place of a report for a card that could not be assessed: what
// `openrisk schema report` describes. All are mappings, so it is good for a JSON Schema only; check a report
// against one of the two above.
const Shape& report_shape();

}  // namespace openrisk
