namespace Gezhi.Platform.Text;

/// <summary>Reads one of a fixed set of names from an address or a form. 枚举名称</summary>
public static class Named
{
    /// <summary>
    /// The value of that name, whatever its case; null for everything else. Enum.TryParse would also take numbers, and a list of names as their sum.
    /// </summary>
    public static T? One<T>(string? name)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), name, StringComparison.OrdinalIgnoreCase))
                return value;
        return null;
    }
}
