namespace Gezhi.Web.Shell.Gallery;

/// <summary>Invented data for the maps of the gallery. 样张数据</summary>
internal static class GalleryEndpoints
{
    /// <summary>Only while developing; elsewhere the gallery does not exist.</summary>
    public static void MapGallery(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            app.MapGet("/dev/gallery/map.json", () => GallerySamples.Map).AllowAnonymous().ExcludeFromDescription();
    }
}
