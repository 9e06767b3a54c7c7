using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Platform.Notify;

/// <summary>Somebody answered 退订: no more text messages to this number, except codes the person asks for and alarms. 退订</summary>
public sealed class StoppedAddress : ITenantRow
{
    /// <summary>Name under which numbers are made comparable.</summary>
    private const string Field = "platform.stopped";

    private static readonly HashSet<string> StopWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "退订",
        "TD",
        "T",
        "N",
        "STOP",
        "不要再发",
    };
    private static readonly HashSet<string> AgainWords = new(StringComparer.OrdinalIgnoreCase) { "恢复", "订阅", "HF", "START" };

    public int DistrictId { get; init; }

    /// <summary>Mark of the number; the number itself is not kept.</summary>
    [Sensitive("不再给退订的号码发短信", What = "电话", Until = "本人恢复接收时删除")]
    public byte[] AddressIndex { get; init; } = [];

    public DateTime At { get; init; }

    /// <summary>Null: neither a word that stops nor one that begins again.</summary>
    public static bool? Means(string? text) =>
        PlainText.Normalise(text ?? "").Trim().TrimEnd('.', '。', '!', '！') is var word && StopWords.Contains(word) ? true
        : AgainWords.Contains(word) ? false
        : null;

    /// <summary>Those of the numbers whose people want no messages: some statements, however many there are.</summary>
    public static async Task<HashSet<string>> Among(GezhiDb db, FieldCipher cipher, IEnumerable<string> phones, CancellationToken ct)
    {
        var stopped = new HashSet<string>();
        foreach (var chunk in phones.Distinct().Chunk(500))
        {
            var indexes = Array.ConvertAll(chunk, phone => Index(db.DistrictId, cipher, phone));
            var found = await db.Set<StoppedAddress>()
                .Where(s => indexes.Contains(s.AddressIndex))
                .Select(s => s.AddressIndex)
                .ToListAsync(ct);
            if (found.Count > 0)
                stopped.UnionWith(chunk.Where((_, i) => found.Exists(f => f.AsSpan().SequenceEqual(indexes[i]))));
        }
        return stopped;
    }

    internal static byte[] Index(int district, FieldCipher cipher, string phone) =>
        cipher.Mark(district, Field, Phone.TryParse(phone, out var known) ? known.Value : phone);
}

internal sealed class StoppedAddressTable : IEntityTypeConfiguration<StoppedAddress>
{
    public void Configure(EntityTypeBuilder<StoppedAddress> row)
    {
        row.ToTable("platform_stopped");
        row.HasKey(s => new { s.DistrictId, s.AddressIndex });
        row.Property(s => s.AddressIndex).HasMaxLength(16);
    }
}
