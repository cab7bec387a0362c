using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Startup;
using BazhongTracker.Web.Startup.Settings;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BazhongTracker.Integration.Tests.Access;

public sealed class PermissionFileTests(PeopledServer server) : IClassFixture<PeopledServer>
{
    private const string Header = "action\tb2\tstate\tanonymous\treader\tclerk\treviewer\tsupervision\tleader\tadmin\tsecurity\tauditor\tsystem\tcomment";
    private const string Row = "x\t1\tnow\t-\tall\to\ta\ta\tn\ts\tp\t-\t-\t说明";

    private static readonly Permissions Three = Permissions.Shipped();

    [Theory]
    [InlineData("", "permissions.tsv has no row.")]
    [InlineData(Row, "line 1: the first row must name the columns")]
    [InlineData(Header + "\n" + Row + "\n" + Row, "line 3: 'x' stands there twice.")]
    [InlineData(Header + "\nx\t1\tnow\tall\t说明", "line 2: 5 fields where 14 are needed.")]
    [InlineData(Header + "\n#\nx\t1\tnow\t-\tall\to\ta\tA\tn\ts\tp\t-\t-\t说明", "line 3: 'A' is no cell")]
    [InlineData(Header + "\nx\t1\tlater\t-\tall\to\ta\ta\tn\ts\tp\t-\t-\t说明", "line 2: 'later' is neither now nor coming.")]
    [InlineData(Header + "\nx\t1\tnow\t-\tall\to\ta\ta\tn\ts\tp\t-\t-\t", "line 2: an action needs a name and a sentence.")]
    public void A_malformed_file_stops_the_start_with_the_line(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<ConfigurationRefused>(() => PermissionFile.Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_without_an_action_the_program_asks_for_stops_the_start() =>
        Assert.Contains("has no row for frame.open", Assert.Throws<ConfigurationRefused>(() => new Permissions(PermissionFile.Read(Header + "\n" + Row), Duties.Three)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_still_to_come_is_refused_whatever_its_row_says() =>
        Assert.False(Three.Allows(PeopledServer.ActorOf(RoleNames.Auditor), "operations.read"));

    [Theory]
    [InlineData("admin", "auditor")]
    [InlineData("security", "admin")]
    [InlineData("auditor", "clerk")]
    [InlineData("admin", "reviewer")]
    public void Who_holds_one_of_the_three_duties_beside_another_role_may_nothing_with_either(string one, string other)
    {
        var both = PeopledServer.ActorOf(one) with { Roles = [one, other] };

        Assert.All(Permissions.All, action => Assert.Equal(Three.Of(PeopledServer.ActorOf(PeopledServer.Anonymous), action).Reach, Three.Of(both, action).Reach));
    }

    [Fact]
    public void Several_other_roles_add_up()
    {
        var both = PeopledServer.ActorOf(RoleNames.Clerk) with { Roles = [RoleNames.Clerk, RoleNames.Reviewer] };

        Assert.Equal(Reach.Own | Reach.Assigned, Three.Of(both, Actions.ReadPending).Reach);
    }

    [Fact]
    public void With_two_duties_the_system_administrator_has_the_rights_of_the_security_administrator_too()
    {
        var file = PermissionFile.Read(string.Join('\n', [Header, .. Permissions.All.Select(a => Row.Replace("x\t", a + "\t", StringComparison.Ordinal))]));
        var admin = PeopledServer.ActorOf(RoleNames.Admin);

        Assert.Equal(Reach.Self, new Permissions(file, Duties.Three).Of(admin, Actions.ReadText).Reach);
        Assert.Equal(Reach.Self | Reach.Published, new Permissions(file, Duties.Two).Of(admin, Actions.ReadText).Reach);
    }

    [Theory]
    [InlineData(null, Duties.Three)]
    [InlineData("two", Duties.Two)]
    [InlineData("Three", Duties.Three)]
    public void The_duties_are_three_unless_two_are_chosen(string? chosen, Duties duties) => Assert.Equal(duties, AccessSettings.Read(With(chosen)).Duties);

    [Theory]
    [InlineData("1")]
    [InlineData("One")]
    [InlineData("")]
    public void Another_number_of_duties_stops_the_start(string chosen) =>
        Assert.Contains("Access:Duties is Three or Two", Assert.Throws<ConfigurationRefused>(() => AccessSettings.Read(With(chosen))).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_endpoint_asks_for_an_action_of_the_file()
    {
        var endpoints = server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText != Asking.UnpublishedFiles).ToList();

        Assert.True(endpoints.Count > 30);
        Assert.All(endpoints, e => Assert.True(
            e.Metadata.GetMetadata<AsksAttribute>() is { } asks && FileAsWritten.Actions.Contains(asks.Action), $"{e.RoutePattern.RawText} asks for nothing"));
        Assert.All(endpoints, e => Assert.Null(e.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>()));
    }

    [Fact]
    public async Task A_change_of_the_duties_stands_in_the_audit_once()
    {
        foreach (var duties in new[] { Duties.Three, Duties.Two, Duties.Two, Duties.Three })
        {
            await DutiesChange.Record(server.Database.Contexts, duties, server.Database.Clock);
        }

        await using var db = await server.Database.Contexts.CreateDbContextAsync();
        Assert.Equal(["Three Two", "Two Three"], (await db.Audit.Where(a => a.Action == "access.duties").OrderBy(a => a.Id).ToListAsync()).Select(a => $"{a.OldValue} {a.NewValue}"));
    }

    private static IConfiguration With(string? duties) =>
        new ConfigurationBuilder().AddInMemoryCollection(duties is null ? [] : [new("Access:Duties", duties)]).Build();
}
