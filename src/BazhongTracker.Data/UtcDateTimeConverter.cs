using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BazhongTracker.Data;

/// <summary>Times are stored as UTC and come back as UTC, on both databases.</summary>
public sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    given => DateTime.SpecifyKind(given, DateTimeKind.Utc),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
