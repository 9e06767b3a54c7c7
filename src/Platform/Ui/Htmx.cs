namespace Gezhi.Platform.Ui;

/// <summary>How htmx is set up here; see docs/decisions/0004-partial-pages.md. 局部更新</summary>
public static class Htmx
{
    /// <summary>For <c>&lt;meta name="htmx-config"&gt;</c>: no inline styles, only the event-stream extension, back means reload.</summary>
    public const string Config =
        """{"includeIndicatorCSS":false,"extensions":"sse","history":"reload","defaultSwap":"outerMorph","defaultTimeout":20000}""";

    /// <summary>
    /// Value for <c>hx-boost:inherited</c>: links and forms inside fetch their own address and only the part with this id is replaced.
    /// </summary>
    /// <param name="part">Id of the element that both pages have.</param>
    /// <param name="alsoParts">Further ids that the same answer refreshes.</param>
    public static string Into(string part, params string[] alsoParts)
    {
        var also = alsoParts.Length == 0 ? "" : $",\"selectOOB\":\"{string.Join(',', alsoParts.Select(id => $"#{id}:outerMorph"))}\"";
        return $$"""{"select":"#{{part}}","target":"#{{part}}","swap":"outerMorph show:none"{{also}}}""";
    }

    /// <summary>As <see cref="Into"/>, but the browser's history keeps one entry: for moving through a list.</summary>
    /// <param name="part">Id of the element that both pages have.</param>
    /// <param name="alsoParts">Further ids that the same answer refreshes.</param>
    public static string Within(string part, params string[] alsoParts) =>
        Into(part, alsoParts)[..^1] + ",\"push\":\"false\",\"replace\":\"true\"}";
}
