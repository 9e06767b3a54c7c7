using Microsoft.AspNetCore.Http;

namespace Gezhi.Identity;

/// <summary>Addresses with their filters; what is empty is left out.</summary>
internal static class Link
{
    public static string To(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var link = new QueryString();
        foreach (var (name, value) in query)
            if (!string.IsNullOrEmpty(value))
                link = link.Add(name, value);
        return path + link;
    }
}
