using System.Text;

namespace Gezhi.Tests.Unit.Grids;

/// <summary>Reads a vector tile back, written from the specification and not from the encoder.</summary>
internal sealed record DecodedLayer(string Name, int Version, int Extent, List<DecodedFeature> Features);

internal sealed record DecodedFeature(ulong? Id, int Kind, Dictionary<string, object> Attributes, List<List<(int X, int Y)>> Parts)
{
    /// <summary>Twice the area of a part, positive when clockwise on a screen.</summary>
    public long TwiceArea(int part) =>
        Parts[part].Zip(Parts[part].Skip(1).Append(Parts[part][0]), (a, b) => (long)a.X * b.Y - (long)b.X * a.Y).Sum();
}

internal static class DecodedTile
{
    public static List<DecodedLayer> Of(byte[] tile) =>
        [.. Fields(tile).Where(field => field.Number == 3).Select(field => Layer(field.Bytes))];

    private static DecodedLayer Layer(byte[] bytes)
    {
        var fields = Fields(bytes).ToList();
        var keys = fields.Where(field => field.Number == 3).Select(field => Encoding.UTF8.GetString(field.Bytes)).ToList();
        var values = fields.Where(field => field.Number == 4).Select(field => Value(field.Bytes)).ToList();
        return new DecodedLayer(
            Encoding.UTF8.GetString(fields.Single(field => field.Number == 1).Bytes),
            (int)fields.Single(field => field.Number == 15).Varint,
            (int)fields.Single(field => field.Number == 5).Varint,
            [.. fields.Where(field => field.Number == 2).Select(field => Feature(field.Bytes, keys, values))]
        );
    }

    private static DecodedFeature Feature(byte[] bytes, List<string> keys, List<object> values)
    {
        var fields = Fields(bytes).ToDictionary(field => field.Number);
        var tags = Varints(fields[2].Bytes).ToList();
        var attributes = tags.Chunk(2).ToDictionary(tag => keys[(int)tag[0]], tag => values[(int)tag[1]]);
        return new DecodedFeature(
            fields.TryGetValue(1, out var id) ? id.Varint : null,
            (int)fields[3].Varint,
            attributes,
            Parts([.. Varints(fields[4].Bytes)])
        );
    }

    private static List<List<(int X, int Y)>> Parts(ulong[] words)
    {
        var parts = new List<List<(int X, int Y)>>();
        var (x, y, at) = (0, 0, 0);
        while (at < words.Length)
        {
            var (command, count) = (words[at] & 7, (int)(words[at++] >> 3));
            if (command == 7)
                continue;
            for (var i = 0; i < count; i++)
            {
                x += UnZigZag(words[at++]);
                y += UnZigZag(words[at++]);
                if (command == 1)
                    parts.Add([]);
                parts[^1].Add((x, y));
            }
        }

        return parts;
    }

    private static object Value(byte[] bytes)
    {
        var field = Fields(bytes).Single();
        return field.Number switch
        {
            1 => Encoding.UTF8.GetString(field.Bytes),
            3 => BitConverter.UInt64BitsToDouble(field.Varint),
            4 or 5 => (long)field.Varint,
            6 => (long)(field.Varint >> 1) ^ -(long)(field.Varint & 1),
            7 => field.Varint == 1,
            _ => throw new FormatException($"Unknown value type {field.Number}."),
        };
    }

    private static IEnumerable<(int Number, ulong Varint, byte[] Bytes)> Fields(byte[] bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var head = Varint(bytes, ref at);
            switch (head & 7)
            {
                case 0:
                    yield return ((int)(head >> 3), Varint(bytes, ref at), []);
                    break;
                case 1:
                    yield return ((int)(head >> 3), BitConverter.ToUInt64(bytes, at), []);
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes, ref at);
                    yield return ((int)(head >> 3), 0, bytes[at..(at + length)]);
                    at += length;
                    break;
                default:
                    throw new FormatException($"Unknown wire type {head & 7}.");
            }
        }
    }

    private static IEnumerable<ulong> Varints(byte[] bytes)
    {
        var at = 0;
        while (at < bytes.Length)
            yield return Varint(bytes, ref at);
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(bytes[at] & 0x7F) << shift;
            if ((bytes[at++] & 0x80) == 0)
                return value;
        }
    }

    private static int UnZigZag(ulong word) => (int)(word >> 1) ^ -(int)(word & 1);
}
