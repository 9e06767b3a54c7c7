using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Gezhi.Grids.Tiles;

/// <summary>The few pieces of the protobuf wire format that a tile needs. 编码</summary>
internal sealed class ProtobufWriter
{
    private const int VarintType = 0;
    private const int Fixed64Type = 1;
    private const int BytesType = 2;

    private readonly ArrayBufferWriter<byte> _bytes = new(64);

    public void Varint(int field, ulong value)
    {
        Raw((uint)(field << 3 | VarintType));
        Raw(value);
    }

    public void Double(int field, double value)
    {
        Raw((uint)(field << 3 | Fixed64Type));
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _bytes.Write(bytes);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public void Message(int field, ProtobufWriter message) => Bytes(field, message._bytes.WrittenSpan);

    public void Packed(int field, IEnumerable<uint> values)
    {
        var packed = new ProtobufWriter();
        foreach (var value in values)
            packed.Raw(value);
        Message(field, packed);
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private void Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Raw((uint)(field << 3 | BytesType));
        Raw((uint)bytes.Length);
        _bytes.Write(bytes);
    }

    private void Raw(ulong value)
    {
        var room = _bytes.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            room[length++] = (byte)(value | 0x80);
        room[length++] = (byte)value;
        _bytes.Advance(length);
    }
}
