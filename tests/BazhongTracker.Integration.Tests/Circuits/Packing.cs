using System.Buffers.Binary;
using System.Text;

namespace BazhongTracker.Integration.Tests.Circuits;

/// <summary>As much of MessagePack as the protocol of circuits needs, and the lengths before its messages.</summary>
internal static class Packing
{
    public static byte[] Framed(params object?[] message)
    {
        var body = new List<byte>();
        Pack(message, body);
        var frame = new List<byte>();
        var length = body.Count;
        do
        {
            frame.Add((byte)(length > 127 ? length & 127 | 128 : length));
            length >>= 7;
        }
        while (length > 0);
        return [.. frame, .. body];
    }

    public static IEnumerable<object?[]> Messages(byte[] received)
    {
        for (var at = 0; at < received.Length;)
        {
            var length = Leb(received, ref at);
            var inside = at;
            yield return (object?[])Unpack(received, ref inside)!;
            at += length;
        }
    }

    public static int Leb(byte[] bytes, ref int at)
    {
        var (value, shift) = (0, 0);
        byte one;
        do
        {
            one = bytes[at++];
            value |= (one & 127) << shift;
            shift += 7;
        }
        while (one > 127);
        return value;
    }

    private static void Pack(object? value, List<byte> to)
    {
        switch (value)
        {
            case null: to.Add(0xc0); break;
            case bool yes: to.Add((byte)(yes ? 0xc3 : 0xc2)); break;
            case int or long:
                to.Add(0xd3);
                to.AddRange(BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(Convert.ToInt64(value, null))));
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                to.Add(0xdb);
                to.AddRange(BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(bytes.Length)));
                to.AddRange(bytes);
                break;
            case object?[] all:
                to.Add((byte)(0x90 | all.Length));
                Array.ForEach(all, one => Pack(one, to));
                break;
            default: to.Add(0x80); break;
        }
    }

    private static object? Unpack(byte[] b, ref int at)
    {
        var kind = b[at++];
        switch (kind)
        {
            case < 0x80: return (long)kind;
            case < 0x90: return Map(b, ref at, kind & 15);
            case < 0xa0: return All(b, ref at, kind & 15);
            case < 0xc0: return Text(b, ref at, kind & 31);
            case 0xc0: return null;
            case 0xc2: return false;
            case 0xc3: return true;
            case 0xc4 or 0xc5 or 0xc6: return Bytes(b, ref at, (int)Number(b, ref at, 1 << kind - 0xc4));
            case 0xca or 0xcb: return (double)Number(b, ref at, kind == 0xca ? 4 : 8);
            case >= 0xcc and <= 0xcf: return Number(b, ref at, 1 << kind - 0xcc);
            case >= 0xd0 and <= 0xd3: return Number(b, ref at, 1 << kind - 0xd0);
            case >= 0xd9 and <= 0xdb: return Text(b, ref at, (int)Number(b, ref at, 1 << kind - 0xd9));
            case 0xdc or 0xdd: return All(b, ref at, (int)Number(b, ref at, kind == 0xdc ? 2 : 4));
            case >= 0xe0: return (long)(sbyte)kind;
            default: throw new InvalidDataException($"{kind:x}");
        }
    }

    private static long Number(byte[] b, ref int at, int size)
    {
        var value = 0L;
        for (var i = 0; i < size; i++)
        {
            value = value << 8 | b[at++];
        }

        return value;
    }

    private static byte[] Bytes(byte[] b, ref int at, int count) => b[at..(at += count)];

    private static string Text(byte[] b, ref int at, int count) => Encoding.UTF8.GetString(Bytes(b, ref at, count));

    private static object?[] All(byte[] b, ref int at, int count)
    {
        var all = new object?[count];
        for (var i = 0; i < count; i++)
        {
            all[i] = Unpack(b, ref at);
        }

        return all;
    }

    private static object Map(byte[] b, ref int at, int count) => All(b, ref at, 2 * count).Length;
}
