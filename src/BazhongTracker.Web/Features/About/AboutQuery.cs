using System.Runtime.InteropServices;
using BazhongTracker.Data;
using BazhongTracker.Domain.Reporting;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace BazhongTracker.Web.Features.About;

/// <param name="Method">The version of the method by which targets are judged now.</param>
/// <param name="Runtime">Name and version of the .NET that runs the program.</param>
public sealed record AboutView(string Method, string Runtime);

/// <summary>What the page 关于 says that is not known before the program runs.</summary>
[Asks(Actions.ReadAbout)]
public sealed class AboutQuery(IDbContextFactory<TrackerDbContext> contexts, Permissions permissions)
{
    /// <exception cref="Domain.RuleViolation">access.denied.</exception>
    public async Task<AboutView> Run(Actor actor, CancellationToken cancellation = default)
    {
        permissions.Demand(actor, Actions.ReadAbout);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return new AboutView((await db.Methods(cancellation)).Newest.Version, RuntimeInformation.FrameworkDescription);
    }
}
