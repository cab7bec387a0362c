using BazhongTracker.Data.Seeding;
using BazhongTracker.Web.Access;

namespace BazhongTracker.Web.Features.Reading;

/// <summary>The text byte for byte as received: the one place where it is served, and only as a file to keep.</summary>
internal static class DecisionSource
{
    public static void MapDecisionSource(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/decision/source", () => Results.File(Path.Combine(DecisionFiles.Folder, "decision.txt"), "text/plain; charset=utf-8", "decision.txt"))
            .Asks(Actions.ReadText).ExcludeFromDescription();
}
