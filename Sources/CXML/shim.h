#pragma once
// Debian builds libxml2 with ICU, whose headers clash with Foundation's own copy in one module graph
// (swift-foundation-icu#93). The macro only hides converter fields of a struct nobody here touches.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
