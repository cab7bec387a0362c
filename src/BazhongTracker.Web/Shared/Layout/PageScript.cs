using Microsoft.JSInterop;

namespace BazhongTracker.Web.Shared.Layout;

/// <summary>Scripts of single pages: keys, pasting, the dialog, the chart. A page whose script the browser could not load stays open and does without.</summary>
internal static class PageScript
{
    /// <summary>Loads the module and calls what it exports as <c>attach</c>.</summary>
    /// <returns>What attach returned; null when the module could not be loaded.</returns>
    public static async Task<IJSObjectReference?> Attach(this IJSRuntime js, string address, params object?[] with)
    {
        if (await Load(js, address) is not { } module)
        {
            return null;
        }

        await using (module)
        {
            return await module.InvokeAsync<IJSObjectReference>("attach", with);
        }
    }

    /// <summary>Calls <c>stop</c> of what attach returned and lets it go; of a page that is closed nothing is left to stop.</summary>
    public static async ValueTask Stop(this IJSObjectReference? attached)
    {
        try
        {
            await (attached?.InvokeVoidAsync("stop") ?? ValueTask.CompletedTask);
            await (attached?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
        }
    }

    private static async Task<IJSObjectReference?> Load(IJSRuntime js, string address)
    {
        try
        {
            return await js.InvokeAsync<IJSObjectReference?>("import", address);
        }
        catch (JSException)
        {
            return null;
        }
    }
}
