// logging.h - takes the place of RE2's own, which writes to stderr by streams: the core prints
// nothing, and streams would be a sixth of the module. A broken invariant of RE2 still aborts.
#ifndef UTIL_LOGGING_H_
#define UTIL_LOGGING_H_

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include <string>

#include "util/util.h"

#define DCHECK(condition) assert(condition)
#define DCHECK_EQ(a, b) assert((a) == (b))
#define DCHECK_NE(a, b) assert((a) != (b))
#define DCHECK_LE(a, b) assert((a) <= (b))
#define DCHECK_LT(a, b) assert((a) < (b))
#define DCHECK_GE(a, b) assert((a) >= (b))
#define DCHECK_GT(a, b) assert((a) > (b))

#define CHECK(x) \
  if (x) {       \
  } else         \
    LogMessageFatal().stream()
#define CHECK_LT(a, b) CHECK((a) < (b))
#define CHECK_GT(a, b) CHECK((a) > (b))
#define CHECK_LE(a, b) CHECK((a) <= (b))
#define CHECK_GE(a, b) CHECK((a) >= (b))
#define CHECK_EQ(a, b) CHECK((a) == (b))
#define CHECK_NE(a, b) CHECK((a) != (b))

#define LOG_INFO LogMessage()
#define LOG_WARNING LogMessage()
#define LOG_ERROR LogMessage()
#define LOG_FATAL LogMessageFatal()
#define LOG_QFATAL LOG_FATAL
#ifdef NDEBUG
#define LOG_DFATAL LOG_ERROR
#else
#define LOG_DFATAL LOG_FATAL
#endif

#define LOG(severity) LOG_##severity.stream()
#define VLOG(x)  \
  if ((x) > 0) { \
  } else         \
    LOG_INFO.stream()

class LogMessage {
 public:
  struct Stream {
    template <class T>
    const Stream& operator<<(const T&) const {
      return *this;
    }
  };
  const Stream& stream() const { return stream_; }

 private:
  Stream stream_;
};

class LogMessageFatal : public LogMessage {
 public:
  ~LogMessageFatal() { abort(); }
};

#endif  // UTIL_LOGGING_H_
