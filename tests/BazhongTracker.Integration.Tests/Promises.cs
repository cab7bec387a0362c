using BazhongTracker.Data;
using BazhongTracker.Domain.Areas;
using BazhongTracker.Domain.Decisions;
using BazhongTracker.Domain.Targets;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BazhongTracker.Integration.Tests;

/// <summary>A decision of a few targets, for tests that need no more.</summary>
internal static class Promises
{
    public const string Decision = "test-2021";

    /// <summary>Adds the target, and its decision where it is the first of it; the caller saves.</summary>
    public static async Task AddPromise(this TrackerDbContext db, Target target)
    {
        if (!await db.Decisions.AnyAsync(d => d.Code == Decision, TestContext.Current.CancellationToken))
        {
            db.Add(new Area { Code = Decision, Name = "某市" });
            db.Add(new Decision
            {
                Code = Decision, Title = "关于某事的决定", TitleEn = "A decision", AdoptedOn = new DateOnly(2021, 7, 13), Body = "某委", Source = "演示", AreaCode = Decision,
            });
        }

        db.Add(target);
    }
}
