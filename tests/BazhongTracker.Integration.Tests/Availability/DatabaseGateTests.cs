using BazhongTracker.Domain;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Availability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BazhongTracker.Integration.Tests.Availability;

public sealed class DatabaseGateTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Clerk = new("clerk", "李晓梅", "agriculture", [RoleNames.Clerk]);
    private readonly TestDatabase database = new();
    private DatabaseState state = null!;

    public ValueTask InitializeAsync()
    {
        state = new DatabaseState(database.Clock, NullLogger<DatabaseState>.Instance) { IsWatched = true };
        return database.InitializeAsync();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<int> Departments()
    {
        await using var db = await database.ContextsWith(new DatabaseGate(state)).CreateDbContextAsync(None);
        return await db.Departments.CountAsync(None);
    }

    private Task<Scope> Begin() => Permissions.Shipped().DemandForWriting(database.ContextsWith(new DatabaseGate(state)), Clerk, Actions.ReportFigure, "08-02", database.Clock, None);

    [Fact]
    public async Task What_is_known_to_be_away_is_not_asked_and_no_deed_is_begun_until_it_is_back()
    {
        state.Silent("no answer");

        await Assert.ThrowsAsync<DatabaseAway>(Departments);
        Assert.Equal(DatabaseAway.Code, (await Assert.ThrowsAsync<RuleViolation>(Begin)).Code);

        state.Answered(readOnly: false);

        Assert.Equal(2, await Departments());
        await Begin();
    }

    [Fact]
    public async Task What_takes_nothing_is_read_and_no_deed_is_begun()
    {
        state.Answered(readOnly: true);

        Assert.Equal(2, await Departments());
        Assert.Equal(DatabaseFaults.ReadOnlyCode, (await Assert.ThrowsAsync<RuleViolation>(Begin)).Code);
    }
}
