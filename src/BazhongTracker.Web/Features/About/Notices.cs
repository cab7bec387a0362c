using BazhongTracker.Web.Access;
using BazhongTracker.Web.Startup;

namespace BazhongTracker.Web.Features.About;

/// <summary>The third-party notices as a text to keep.</summary>
internal static class Notices
{
    public static void MapNotices(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/about/notices", () => Results.File(Product.NoticesFile, "text/plain; charset=utf-8", "third-party-notices.txt"))
            .Asks(Actions.ReadAbout).ExcludeFromDescription();
}
