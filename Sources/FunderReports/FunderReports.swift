/// The module's name, for logs; the story of the module stands in its first file.
package let moduleName = "FunderReports"
