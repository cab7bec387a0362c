using System.Text;

namespace BazhongTracker.Integration.Tests.Circuits;

/// <param name="Element">The element it stands on, or the empty text.</param>
/// <param name="Event">With its <c>on</c>.</param>
internal sealed record Handler(string Element, string Event, long Id);

/// <summary>What a circuit draws, as far as a forger needs it: the ids of the handlers.</summary>
internal static class Drawing
{
    private const int FrameBytes = 20;
    private const int Element = 1;
    private const int Attribute = 3;

    public static IEnumerable<Handler> Handlers(byte[] batch)
    {
        int At(int position) => BitConverter.ToInt32(batch, position);
        var (frames, strings) = (At(batch.Length - 16), At(batch.Length - 4));
        string Said(int index)
        {
            if (index < 0)
            {
                return "";
            }

            var at = At(strings + 4 * index);
            var length = Packing.Leb(batch, ref at);
            return Encoding.UTF8.GetString(batch, at, length);
        }

        var element = "";
        for (var i = 0; i < At(frames); i++)
        {
            var frame = frames + 4 + i * FrameBytes;
            switch (At(frame))
            {
                case Element: element = Said(At(frame + 8)); break;
                case Attribute when BitConverter.ToInt64(batch, frame + 12) is > 0 and var id: yield return new Handler(element, Said(At(frame + 4)), id); break;
                default: break;
            }
        }
    }
}
