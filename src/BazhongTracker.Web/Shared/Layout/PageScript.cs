using Microsoft.JSInterop;

namespace BazhongTracker.Web.Shared.Layout;

/// <summary>Scripts of single pages: keys, pasting, the dialog. A page whose script the browser could not load stays open and does without.</summary>
internal static class PageScript
{
    /// <returns>The module; null when it could not be loaded.</returns>
    public static async Task<IJSObjectReference?> Load(this IJSRuntime js, string address)
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

    /// <summary>Loads the module and calls what it exports as <c>attach</c>.</summary>
    /// <returns>What attach returned; null when the module could not be loaded.</returns>
    public static async Task<IJSObjectReference?> Attach(this IJSRuntime js, string address, params object?[] with)
    {
        if (await js.Load(address) is not { } module)
        {
            return null;
        }

        await using (module)
        {
            return await module.InvokeAsync<IJSObjectReference>("attach", with);
        }
    }
}
