namespace BazhongTracker.Web.Startup;

internal static class HeadRequests
{
    /// <summary>Pages and the API know GET alone; a monitor that asks with HEAD gets the same answer, from which the server leaves out the body.</summary>
    public static void UseHeadLikeGet(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (HttpMethods.IsHead(context.Request.Method))
            {
                context.Request.Method = HttpMethods.Get;
                context.Response.OnStarting(() =>
                {
                    context.Request.Method = HttpMethods.Head;
                    return Task.CompletedTask;
                });
            }

            return next(context);
        });

        // Unless it is named here, routing stands before everything and still sees HEAD.
        app.UseRouting();
    }
}
