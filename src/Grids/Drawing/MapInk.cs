namespace Gezhi.Grids.Drawing;

/// <summary>Colours of a drawn map. 地图用色</summary>
/// <remarks>The values of tokens.css, which a picture inside an image element cannot read; a test compares them.</remarks>
public sealed record MapInk(
    string Outside,
    string Land,
    string Water,
    string Park,
    string Road,
    string SideRoad,
    string Cell,
    string Label,
    string Pin,
    string Brand
)
{
    public static MapInk Light { get; } =
        new("#edf1ef", "#f1f3ef", "#cfe3ea", "#dcead6", "#ffffff", "#e3e6e0", "#9fb4ad", "#4a5a55", "#b3261e", "#0d665c");

    public static MapInk Dark { get; } =
        new("#0f1715", "#111917", "#13262c", "#15241a", "#24302d", "#1b2523", "#3b4d47", "#8fa09a", "#ff938a", "#5cc4b4");

    /// <summary>For pictures that stand in the page itself: they follow its theme.</summary>
    public static MapInk Page { get; } =
        new(
            "var(--sunken)",
            "var(--m-land)",
            "var(--m-water)",
            "var(--m-park)",
            "var(--m-road)",
            "var(--m-road-2)",
            "var(--m-cell)",
            "var(--m-label)",
            "var(--late)",
            "var(--brand)"
        );
}
