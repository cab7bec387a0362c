using System.Text;
using BazhongTracker.Web.Access;
using BazhongTracker.Web.Shared.Catalogue;

namespace BazhongTracker.Web.Features.Reading;

/// <summary>The text byte for byte as received: the one place where it is served, and only as a file to keep.</summary>
internal static class DecisionSource
{
    public static void MapDecisionSource(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/decision/source", async (Decisions decisions, CancellationToken cancellation) => Results.File(
                Encoding.UTF8.GetBytes((await decisions.Default(cancellation)).Text.Received), "text/plain; charset=utf-8", "decision.txt"))
            .Asks(Actions.ReadText).ExcludeFromDescription();
}
