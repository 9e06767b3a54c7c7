using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Protection;

/// <summary>The keys under which fields are sealed: one seals, all open. 密钥环</summary>
/// <remarks>
/// A key has a number from 1 to 255 and comes from <c>Protection:FieldKey</c> (number 1) and <c>Protection:FieldKeys:2</c> … in Base64, 32 bytes each, or from
/// <c>Storage:Root/keys/field.key</c> (number 1) and <c>field-2.key</c> …, never from the database. The highest number seals unless
/// <c>Protection:CurrentFieldKey</c> names another. Files are read again by <see cref="Refresh"/>; settings need a new start. Without any key the first one is made.
/// docs/howto/rotate-keys.md says how a key is added and withdrawn.
/// </remarks>
public sealed class KeyRing
{
    /// <summary>The number of the key that was there before keys had numbers.</summary>
    public const byte First = 1;

    private const string FirstFile = "field.key";
    private const string MarkFile = "marks.key";
    private readonly IConfiguration configuration;
    private readonly StorageRoot root;
    private readonly Lock gate = new();
    private volatile State state;

    /// <exception cref="InvalidOperationException">A key is not 32 bytes, the current one is missing, or the key of marks cannot be had any more.</exception>
    public KeyRing(IConfiguration configuration, StorageRoot root)
    {
        (this.configuration, this.root) = (configuration, root);
        if (Given(configuration).Count == 0 && Files(root).Count == 0)
            root.Key(FirstFile);
        state = Read();
        MarkKey = Marks(state);
    }

    /// <summary>All keys by their numbers, the current one first. 全部密钥</summary>
    public IReadOnlyList<RingKey> Keys => state.Keys;

    /// <summary>The one that seals. 现用密钥</summary>
    public RingKey Current => state.Keys[0];

    /// <summary>Key of keyed hashes out of which nothing can be made anew: it stays when the others turn. 标记密钥</summary>
    internal byte[] MarkKey { get; }

    /// <summary>Null: it was withdrawn, or never was here. A number that another node has just begun to use is looked for once more.</summary>
    internal RingKey? Find(byte number)
    {
        if (state.ByNumber[number] is { } key)
            return key;
        Refresh();
        return state.ByNumber[number];
    }

    /// <summary>Looks at the files again: a key may have come or gone. What cannot be read leaves the ring as it is. 重新读取</summary>
    public void Refresh()
    {
        lock (gate)
        {
            var found = Read();
            if (
                !found
                    .Keys.Select(k => (k.Number, Convert.ToHexString(k.Print)))
                    .SequenceEqual(state.Keys.Select(k => (k.Number, Convert.ToHexString(k.Print))))
            )
                state = found;
        }
    }

    /// <summary>Makes the file of the next key; it seals as soon as the nodes have looked at their files. 新建密钥</summary>
    /// <returns>Its number and where it lies.</returns>
    /// <exception cref="InvalidOperationException">All numbers are used up, or a setting names the current key.</exception>
    public (byte Number, string File) AddFile()
    {
        if (configuration["Protection:CurrentFieldKey"] is { Length: > 0 })
            throw new InvalidOperationException("Protection:CurrentFieldKey names the current key: change it together with the keys");
        var next = state.Keys.Max(k => k.Number) + 1;
        if (next > byte.MaxValue)
            throw new InvalidOperationException("all 255 numbers of keys are used");
        var name = string.Create(CultureInfo.InvariantCulture, $"field-{next}.key");
        root.Key(name);
        Refresh();
        return ((byte)next, Path.Combine(root.Folder("keys"), name));
    }

    private State Read()
    {
        var masters = Files(root);
        foreach (var (number, key) in Given(configuration))
            masters[number] = key;
        var keys = masters.Select(m => new RingKey(m.Key, m.Value)).ToList();
        var named = configuration["Protection:CurrentFieldKey"];
        var current =
            named is not { Length: > 0 } ? keys.Max(k => k.Number)
            : byte.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) ? chosen
            : (byte)0;
        if (!keys.Exists(k => k.Number == current))
            throw new InvalidOperationException("Protection:CurrentFieldKey is not the number of a key that is there");
        return new State([.. keys.OrderByDescending(k => k.Number == current).ThenByDescending(k => k.Number)]);
    }

    /// <summary>Kept apart so that the first key may be withdrawn: marks were made with its index key, and go on to be.</summary>
    private byte[] Marks(State keys)
    {
        if (configuration["Protection:MarkKey"] is { Length: > 0 } given)
            return Checked(Convert.FromBase64String(given), "Protection:MarkKey");
        var file = Path.Combine(root.Folder("keys"), MarkFile);
        if (File.Exists(file))
            return Checked(File.ReadAllBytes(file), MarkFile);
        return keys.ByNumber[First] is { } first
            ? Checked(root.Key(MarkFile, first.IndexKey), MarkFile)
            : throw new InvalidOperationException(
                "keys/marks.key is missing and key 1 was withdrawn: bring the file back, or set Protection:MarkKey (docs/howto/rotate-keys.md)"
            );
    }

    private static Dictionary<byte, byte[]> Given(IConfiguration configuration)
    {
        var given = new Dictionary<byte, byte[]>();
        if (configuration["Protection:FieldKey"] is { Length: > 0 } first)
            given[First] = Checked(Convert.FromBase64String(first), "Protection:FieldKey");
        foreach (var setting in configuration.GetSection("Protection:FieldKeys").GetChildren())
            if (setting.Value is { Length: > 0 } value)
                given[
                    byte.TryParse(setting.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                        ? number
                        : throw new InvalidOperationException($"Protection:FieldKeys:{setting.Key} is no number from 1 to 255")
                ] = Checked(Convert.FromBase64String(value), $"Protection:FieldKeys:{setting.Key}");
        return given;
    }

    private static Dictionary<byte, byte[]> Files(StorageRoot root)
    {
        var folder = root.Folder("keys");
        var files = new Dictionary<byte, byte[]>();
        if (File.Exists(Path.Combine(folder, FirstFile)))
            files[First] = Checked(File.ReadAllBytes(Path.Combine(folder, FirstFile)), FirstFile);
        foreach (var file in Directory.EnumerateFiles(folder, "field-*.key"))
            if (
                byte.TryParse(
                    Path.GetFileNameWithoutExtension(file)["field-".Length..],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                && number > 0
            )
                files[number] = Checked(File.ReadAllBytes(file), Path.GetFileName(file));
        return files;
    }

    private static byte[] Checked(byte[] key, string name) =>
        key.Length == 32 ? key : throw new InvalidOperationException($"{name} must be 32 bytes");

    private sealed class State
    {
        public State(IReadOnlyList<RingKey> keys)
        {
            Keys = keys;
            foreach (var key in keys)
                ByNumber[key.Number] = key;
        }

        public IReadOnlyList<RingKey> Keys { get; }

        public RingKey?[] ByNumber { get; } = new RingKey?[byte.MaxValue + 1];
    }
}

/// <summary>One key of the ring, and what is worked out of it. 密钥</summary>
public sealed class RingKey
{
    internal RingKey(byte number, byte[] master)
    {
        Number = number;
        FieldKey = HKDF.Expand(HashAlgorithmName.SHA256, master, 32, "gezhi field"u8.ToArray());
        IndexKey = HKDF.Expand(HashAlgorithmName.SHA256, master, 32, "gezhi blind index"u8.ToArray());
        Print = HKDF.Expand(HashAlgorithmName.SHA256, master, 4, "gezhi key print"u8.ToArray());
    }

    /// <summary>1 to 255; stands in front of everything sealed with it. 编号</summary>
    public byte Number { get; }

    /// <summary>Four bytes by which people compare that two nodes hold the same key; tells nothing of it. 指纹</summary>
    public byte[] Print { get; }

    internal byte[] FieldKey { get; }
    internal byte[] IndexKey { get; }
}
