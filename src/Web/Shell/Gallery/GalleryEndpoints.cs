using Gezhi.Platform.Problems;

namespace Gezhi.Web.Shell.Gallery;

/// <summary>Invented data and refusals for the gallery. 样张数据</summary>
internal static class GalleryEndpoints
{
    /// <summary>Only while developing; elsewhere the gallery does not exist.</summary>
    public static void MapGallery(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            return;
        var gallery = app.MapGroup("/dev/gallery").AllowAnonymous().ExcludeFromDescription();
        gallery.MapGet("/map.json", () => GallerySamples.Map);
        gallery.MapGet("/stale", IResult () => throw new StaleVersion());
        gallery.MapGet("/fault", IResult () => throw new InvalidOperationException("A fault, to see how it is told."));
    }
}
