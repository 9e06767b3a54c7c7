using Gezhi.Registry.Contract;

namespace Gezhi.Registry.Reading;

/// <summary>Kinds of records in addresses: /registry/buildings/…. 路径名</summary>
public static class Slugs
{
    public static string Of(RecordKind kind) => kind == RecordKind.Person ? "people" : kind.ToString().ToLowerInvariant() + "s";

    /// <summary>Null for anything else.</summary>
    public static RecordKind? Read(string? slug)
    {
        foreach (var kind in Enum.GetValues<RecordKind>())
            if (Of(kind) == slug)
                return kind;
        return null;
    }

    public static string Href(RecordKind kind, Guid id) => $"/registry/{Of(kind)}/{id}";
}
